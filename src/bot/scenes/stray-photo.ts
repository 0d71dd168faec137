import { listOrders } from '../../domain/orders';
import { shortId } from '../callback-data';
import { cardOf } from '../cards';
import { plain, say } from '../views/view';
import type { Scene, Stage, Step } from './scene';
